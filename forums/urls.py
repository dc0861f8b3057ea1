from django.urls import path

from forums.views import files, lists, mail, order, posts, threads

app_name = "forums"
urlpatterns = [
    path("viestiketju/<int:pk>/", threads.thread, name="thread"),
    path("viestiketju/<int:pk>/vastaa/", threads.reply, name="reply"),
    path("viestiketju/<int:pk>/seuraa/", threads.follow, name="follow"),
    path("viestiketju/<int:pk>/luettu/", threads.all_read, name="all_read"),
    path("viestiketju/<int:pk>/sulje/", order.close, name="close"),
    path("viestiketju/<int:pk>/avaa/", order.reopen, name="reopen"),
    path("viestiketju/<int:pk>/siirra/", order.move, name="move"),
    path("viestiketju/<int:pk>/vastaaja/", order.hand_over, name="hand_over"),
    path("viesti/<int:pk>/muokkaa/", posts.edit, name="edit"),
    path("viesti/<int:pk>/versiot/", posts.versions, name="versions"),
    path("viesti/<int:pk>/merkki/<slug:kind>/", posts.react, name="react"),
    path("viesti/<int:pk>/ilmoita/", order.report, name="report"),
    path("viesti/<int:pk>/jaa/", order.leave_be, name="leave_be"),
    path("viesti/<int:pk>/piilota/", posts.hide, name="hide"),
    path("viesti/<int:pk>/palauta/", posts.restore, name="restore"),
    path("liite/<int:pk>/", files.attachment, name="attachment"),
    path("liite/<int:pk>/poista/", files.detach, name="detach"),
    path("postit/", mail.choose, name="mail"),
    path("<slug:key>/", lists.threads, name="list"),
    path("<slug:key>/uusi/", lists.new_thread, name="new"),
    path("<slug:key>/haku/", lists.search_page, name="search"),
    path("<slug:key>/ilmoitukset/", order.reports, name="reports"),
]
