from django.urls import path

from forums.views import lists, posts, threads

app_name = "forums"
urlpatterns = [
    path("viestiketju/<int:pk>/", threads.thread, name="thread"),
    path("viestiketju/<int:pk>/vastaa/", threads.reply, name="reply"),
    path("viestiketju/<int:pk>/luettu/", threads.all_read, name="all_read"),
    path("viestiketju/<int:pk>/sulje/", threads.close, name="close"),
    path("viestiketju/<int:pk>/avaa/", threads.reopen, name="reopen"),
    path("viestiketju/<int:pk>/vastaaja/", threads.hand_over, name="hand_over"),
    path("viesti/<int:pk>/muokkaa/", posts.edit, name="edit"),
    path("viesti/<int:pk>/versiot/", posts.versions, name="versions"),
    path("viesti/<int:pk>/piilota/", posts.hide, name="hide"),
    path("viesti/<int:pk>/palauta/", posts.restore, name="restore"),
    path("<slug:key>/", lists.threads, name="list"),
    path("<slug:key>/uusi/", lists.new_thread, name="new"),
    path("<slug:key>/haku/", lists.search_page, name="search"),
]
