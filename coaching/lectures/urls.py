app_name = "lectures"
urlpatterns = []
