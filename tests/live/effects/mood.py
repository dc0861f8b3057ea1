def nothing(snapshot, event):
    """The mood is told in ticks alone."""


EFFECTS = {"mood.felt": nothing, "mood.wished": nothing, "mood.heard": nothing}
