from lantoa.plans.urls import assignments, oversight, plans

app_name = "plans"
urlpatterns = [*plans.urlpatterns, *assignments.urlpatterns, *oversight.urlpatterns]
