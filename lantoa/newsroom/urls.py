from django.urls import path

from lantoa.newsroom.views import acts, pictures, stories, writing

app_name = "newsroom"
urlpatterns = [
    path("", stories.desks, name="desks"),
    path("tat-ca/", stories.every, name="stories"),
    path("viet-moi/", writing.start, name="start"),
    path("viet-tu-ho-so/<int:pk>/", writing.start_from_nomination, name="start_from_nomination"),
    path("bai/<int:pk>/", stories.story, name="story"),
    path("bai/<int:pk>/viet/", writing.write, name="write"),
    path("bai/<int:pk>/giu-nhap/", writing.keep_unsaved, name="keep_unsaved"),
    path("bai/<int:pk>/bo-nhap/", writing.drop_unsaved, name="drop_unsaved"),
    path("bai/<int:pk>/lay-lai/<int:number>/", writing.restore, name="restore"),
    path("bai/<int:pk>/anh/them/", pictures.add_to_palette, name="add_to_palette"),
    path("bai/<int:pk>/xem-truoc/", stories.preview, name="preview"),
    path("bai/<int:pk>/doi-chieu/", stories.compare, name="compare"),
    path("bai/<int:pk>/dinh-chinh/", writing.correct, name="correct"),
    path("bai/<int:pk>/nhan/", acts.comment, name="comment"),
    path("bai/<int:pk>/nhan/<int:comment_pk>/xong/", acts.settle_comment, name="settle_comment"),
    path("bai/<int:pk>/ghi-noi-dang/", acts.register_publication, name="register_publication"),
    path("bai/<int:pk>/anh/", pictures.pictures, name="pictures"),
    path("bai/<int:pk>/anh/<int:picture_pk>/", pictures.describe, name="describe_picture"),
    path("bai/<int:pk>/anh/<int:picture_pk>/bo/", pictures.remove, name="remove_picture"),
    path("bai/<int:pk>/anh/tu-ho-so/<int:attachment_pk>/", pictures.take_from_file, name="take_from_file"),
    path("anh/<int:pk>-<int:width>.<slug:format>", pictures.picture, name="picture"),
    path("bai/<int:pk>/<slug:act>/", acts.story_act, name="story_act"),
]
