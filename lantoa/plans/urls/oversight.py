"""Watching over a plan: matrix, coverage, receipts, late list and letters, inspections."""

from django.urls import path, re_path

from lantoa.plans.views import inspections, late, matrix, receipts

urlpatterns = [
    path("ma-tran/", matrix.current, name="current_matrix"),
    path("ke-hoach/<int:pk>/ma-tran/", matrix.matrix, name="matrix"),
    path("ke-hoach/<int:pk>/ma-tran.xlsx", matrix.matrix_xlsx, name="matrix_xlsx"),
    path("ke-hoach/<int:pk>/ma-tran.pdf", matrix.matrix_pdf, name="matrix_pdf"),
    path("ke-hoach/<int:pk>/do-phu/", matrix.coverage, name="coverage"),
    path("ke-hoach/<int:pk>/xac-nhan/", receipts.receipts, name="receipts"),
    path("ke-hoach/<int:pk>/xac-nhan/nhac-lai/", receipts.resend, name="resend_notices"),
    path("don-doc/", late.current, name="current_late_list"),
    path("ke-hoach/<int:pk>/don-doc/", late.late_list, name="late_list"),
    path("ke-hoach/<int:pk>/don-doc/soan/", late.write, name="write_letters"),
    path("ke-hoach/<int:pk>/cong-van/", late.letters, name="letters"),
    path("cong-van/<int:pk>/", late.letter, name="letter"),
    path("ke-hoach/<int:pk>/cong-van/tap/", late.ask_for_bundle, name="ask_for_letters"),
    path("ke-hoach/<int:pk>/cong-van/tap/tien-do/", late.bundles, name="letter_bundles"),
    path("cong-van/<int:pk>.txt", late.letter_text, name="letter_text"),
    re_path(r"^cong-van/(?P<pk>\d+)\.(?P<form>docx|pdf)$", late.letter_file, name="letter_file"),
    re_path(r"^cong-van/(?P<pk>\d+)/(?P<act>da-gui|khong-gui|soan-lai)/$", late.letter_act, name="letter_act"),
    path("kiem-tra/", inspections.inspections, name="inspections"),
    path("ke-hoach/<int:pk>/kiem-tra/", inspections.plan_inspections, name="plan_inspections"),
    path("ke-hoach/<int:pk>/kiem-tra/them/", inspections.new, name="new_inspection"),
    path("kiem-tra/<int:pk>/", inspections.inspection, name="inspection"),
    path("kiem-tra/<int:pk>/them-muc/", inspections.add_question, name="add_question"),
    path("kiem-tra/<int:pk>/muc/<int:item_pk>/", inspections.answer, name="answer_item"),
    path("kiem-tra/<int:pk>/muc/<int:item_pk>/bo/", inspections.remove_question, name="remove_question"),
    path("kiem-tra/<int:pk>/huy/", inspections.cancel, name="cancel_inspection"),
    path("kiem-tra/<int:pk>/thuc-hien/", inspections.carry_out, name="carry_out"),
    path("kiem-tra/<int:pk>/bien-ban/", inspections.minutes, name="minutes"),
    path("kiem-tra/<int:pk>/mo-lai/", inspections.reopen, name="reopen_inspection"),
]
