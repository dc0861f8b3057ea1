"""The pages of subgroups: coming in, being in, looking after."""
