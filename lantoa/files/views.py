"""Serving a file: only after a rights check, never as a page of ours."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from lantoa.core.rights import require
from lantoa.files import services, validators
from lantoa.files.models import StoredFile

# Shown in the browser; everything else is saved to disk. None of these can run script under the sandbox below.
INLINE = {"application/pdf", *validators.IMAGES.values(), *validators.SOUNDS.values()}


@login_required
@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(StoredFile, pk=pk)
    require(request.user, "files.download", file)
    try:
        content = file.content.open("rb")
    except FileNotFoundError as error:
        raise Http404("Tệp không còn trên máy chủ.") from error
    if file.uploaded_by_id != request.user.pk and file.mime not in validators.IMAGES.values():  # a picture is seen with each page
        services.note_download(file, by=request.user)
    response = FileResponse(content, as_attachment=file.mime not in INLINE, filename=file.name, content_type=file.mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store, private"
    # django-csp leaves a policy alone that the answer brings itself.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'"
    return response
