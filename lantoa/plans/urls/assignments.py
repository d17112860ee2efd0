from django.urls import path

from lantoa.plans.views import assignments

urlpatterns = [
    path("viec/", assignments.assignment_list, name="assignments"),
    path("viec/cong-nhan/", assignments.accept_many, name="accept_many"),
    path("viec/<int:pk>/", assignments.assignment, name="assignment"),
    path("viec/<int:pk>/minh-chung/", assignments.give_proof, name="give_proof"),
    path("viec/<int:pk>/minh-chung/<int:proof_pk>/rut/", assignments.withdraw_proof, name="withdraw_proof"),
    path("viec/<int:pk>/<slug:key>/", assignments.act, name="assignment_act"),
]
