from django.urls import path

from lantoa.plans.views import plan_acts, plans

urlpatterns = [
    path("ke-hoach/", plans.plans, name="plans"),
    path("ke-hoach/moi/", plans.new_plan, name="new_plan"),
    path("ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("ke-hoach/<int:pk>/soan/", plans.intake, name="intake"),
    path("ke-hoach/<int:pk>/phan-dau/", plan_acts.edit_head, name="edit_head"),
    path("ke-hoach/<int:pk>/nhan-het/", plan_acts.confirm_all, name="confirm_all"),
    path("ke-hoach/<int:pk>/gop/", plan_acts.merge_duties, name="merge_duties"),
    path("ke-hoach/<int:pk>/them-nhiem-vu/", plan_acts.add_duty, name="add_duty"),
    path("ke-hoach/<int:pk>/ke-hoach-don-vi/", plans.draft_unit_plan, name="draft_unit_plan"),
    path("ke-hoach/<int:pk>/buoc/<slug:act>/", plan_acts.plan_act, name="plan_act"),
    path("ke-hoach-don-vi/", plans.unit_plan, name="unit_plan"),
    path("nhiem-vu/<int:pk>/sua/", plan_acts.edit_duty, name="edit_duty"),
    path("nhiem-vu/<int:pk>/nhan/", plan_acts.confirm_duty, name="confirm_duty"),
    path("nhiem-vu/<int:pk>/khong-giao/", plan_acts.drop_duty, name="drop_duty"),
    path("nhiem-vu/<int:pk>/lay-lai/", plan_acts.restore_duty, name="restore_duty"),
    path("nhiem-vu/<int:pk>/tach/", plan_acts.split_duty, name="split_duty"),
    path("diem/<int:pk>/khong-giao/", plan_acts.excuse_clause, name="excuse_clause"),
    path("phieu-nhan/<int:pk>/xac-nhan/", plans.acknowledge, name="acknowledge"),
]
