"""Under /lam-viec/phong-trao/."""

from django.urls import path, re_path

from lantoa.movements.views import anniversaries, lessons, movements, registrations, reviews

app_name = "movements"
urlpatterns = [
    path("", movements.movements, name="movements"),
    path("them/", movements.new, name="new"),
    path("tu-ke-hoach/", movements.from_plan, name="from_plan"),
    path("<int:pk>/", movements.movement, name="movement"),
    path("<int:pk>/sua/", movements.edit, name="edit"),
    re_path(r"^(?P<pk>\d+)/(?P<act>phat-dong|ket-thuc|mo-lai|bo)/$", movements.act, name="act"),
    path("<int:pk>/tieu-chi/them/", movements.add_criterion, name="add_criterion"),
    path("<int:pk>/tieu-chi/<int:item_pk>/bo/", movements.remove_criterion, name="remove_criterion"),
    path("<int:pk>/dang-ky/", registrations.register, name="register"),
    path("<int:pk>/don-vi/", registrations.answers, name="answers"),
    path("<int:pk>/don-vi.xlsx", registrations.answers_xlsx, name="answers_xlsx"),
    path("<int:pk>/so-ket/viet/", reviews.new, name="new_review"),
    path("so-ket/", reviews.reviews, name="reviews"),
    path("so-ket/<int:pk>/", reviews.review, name="review"),
    path("so-ket/<int:pk>/viet/", reviews.write, name="write_review"),
    re_path(r"^so-ket/(?P<pk>\d+)/(?P<act>mo-lai|bo)/$", reviews.act, name="review_act"),
    path("bai-hoc/", lessons.lessons, name="lessons"),
    path("bai-hoc/them/", lessons.new, name="new_lesson"),
    path("bai-hoc/<int:pk>/", lessons.lesson, name="lesson"),
    path("bai-hoc/<int:pk>/sua/", lessons.edit, name="edit_lesson"),
    path("bai-hoc/<int:pk>/lam-theo/", lessons.reuse, name="reuse_lesson"),
    path("bai-hoc/<int:pk>/rut/", lessons.withdraw, name="withdraw_lesson"),
    path("ngay-ky-niem/", anniversaries.anniversaries, name="anniversaries"),
    path("ngay-ky-niem/them/", anniversaries.new, name="new_anniversary"),
    path("ngay-ky-niem/<int:pk>/sua/", anniversaries.edit, name="edit_anniversary"),
]
