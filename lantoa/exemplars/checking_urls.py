"""One nomination: its page, verification, consent, and what follows from them."""

from django.urls import path

from lantoa.exemplars.views import consents, nomination, verifying

urlpatterns = [
    path("<int:pk>/", nomination.nomination, name="nomination"),
    path("<int:pk>/sua/", nomination.correct, name="correct"),
    path("<int:pk>/buoc/<slug:key>/", nomination.act, name="nomination_act"),
    path("<int:pk>/tam-dung/<int:hold_pk>/thoi/", nomination.release, name="release"),
    path("<int:pk>/tep/<int:attachment_pk>/go/", nomination.remove_attachment, name="remove_attachment"),
    path("<int:pk>/xac-minh/", verifying.verify, name="verify"),
    path("<int:pk>/xac-minh/tieu-chi/", verifying.criteria, name="set_criteria"),
    path("<int:pk>/xac-minh/nguon/", verifying.source, name="add_source"),
    path("<int:pk>/xac-minh/xac-nhan/", verifying.confirmation, name="add_confirmation"),
    path("<int:pk>/xac-minh/<slug:kind>/<int:finding_pk>/bo/", verifying.remove_finding, name="remove_finding"),
    path("<int:pk>/dong-y/", consents.consent, name="consent"),
    path("<int:pk>/dong-y/giay/", consents.paper, name="consent_paper"),
    path("<int:pk>/dong-y/rut/", consents.withdraw, name="withdraw_consent"),
    path("<int:pk>/dong-y/duong-dan/", consents.own_links, name="own_links"),
    path("<int:pk>/dong-y/duong-dan/cap/", consents.make_link, name="make_own_link"),
    path("<int:pk>/dong-y/duong-dan/<int:link_pk>/khoa/", consents.close_link, name="close_own_link"),
    path("go-bo/", consents.takedowns, name="takedowns"),
    path("go-bo/<int:pk>/xong/", consents.finish_takedown, name="finish_takedown"),
    path("hoi-dap/", consents.data_requests, name="data_requests"),
    path("hoi-dap/<int:pk>/da-nhan/", consents.acknowledge, name="acknowledge_request"),
    path("hoi-dap/<int:pk>/tra-loi/", consents.answer, name="answer_request"),
    path("thong-bao-ghi-hinh/", consents.filming_notice, name="filming_notice"),
]
