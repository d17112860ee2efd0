"""`/api/v1/…`, its OpenAPI description at `/api/v1/openapi.json`, and a page that explains it at `/api/`."""

from typing import ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from lantoa.accounts.limits import address_within
from lantoa.api.cursors import BadCursorError
from lantoa.api.reading import router
from lantoa.front.addresses import reads

RATE = "120/m"  # questions an address may ask that are not answered from a finished page
PARAMS = ("q", "kind", "unit", "movement", "column", "cursor", "limit")


class ReadableRenderer(JSONRenderer):
    """Letters as letters: "Nguyễn", not "Nguy\\u1ec5n"; half the bytes, and people can read it."""

    json_dumps_params: ClassVar = {"ensure_ascii": False}


api = NinjaAPI(
    title="Lan Tỏa: dữ liệu mở", version="1", docs_url=None, urls_namespace="api", renderer=ReadableRenderer(),
    description="Điều đã công khai trên cổng, để trang và phần mềm khác đọc. Chỉ đọc; không cần đăng ký; bài gỡ thì mất ngay.",
)  # fmt: skip
api.add_router("", router)


@api.exception_handler(ValidationError)
def bad_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    names = sorted({str(part["loc"][-1]) for part in error.errors})
    return JsonResponse(
        {"detail": f"Tham số không đúng: {', '.join(names)}. Xem mô tả ở /api/."}, status=422, json_dumps_params={"ensure_ascii": False}
    )


@api.exception_handler(BadCursorError)
def bad_cursor(request: HttpRequest, error: BadCursorError) -> HttpResponse:
    return JsonResponse(
        {"detail": "Tham số cursor không đúng. Lấy từ next của trang trước."}, status=400, json_dumps_params={"ensure_ascii": False}
    )


def _opened(view):
    """Readable from any site without anybody's cookies, kept as a finished page, at most RATE."""

    @cache_control(public=True, no_cache=True)
    @reads(*PARAMS)
    def opened(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            response = JsonResponse({"detail": "Chỉ đọc: dùng GET."}, status=405, json_dumps_params={"ensure_ascii": False})
            response["Allow"] = "GET, HEAD"
        elif wait := address_within("api", RATE, request):
            response = JsonResponse(
                {"detail": f"Hỏi quá nhiều. Thử lại sau {wait} giây."}, status=429, json_dumps_params={"ensure_ascii": False}
            )
            response["Retry-After"] = str(wait)
        else:
            method, request.method = request.method, "GET"
            response = view(request, *args, **kwargs)
            request.method = method  # whoever asked for the head alone gets no body
        response["Access-Control-Allow-Origin"] = "*"
        response["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    opened.csrf_exempt = True  # nothing is written
    return opened


@require_safe
@cache_control(public=True, no_cache=True)
@reads()
def explained(request: HttpRequest) -> HttpResponse:
    """What there is, drawn from the description itself; nothing loaded from elsewhere."""
    schema = api.get_openapi_schema()
    found = [
        {
            "path": path, "summary": asked["get"]["summary"],
            "params": [{"name": one["name"], "text": one["schema"].get("description") or one.get("description") or "", "in": one["in"]}
                       for one in asked["get"].get("parameters", [])],
        }
        for path, asked in schema["paths"].items() if "get" in asked
    ]  # fmt: skip
    return render(request, "api/explained.html", {"found": found, "about": schema["info"]["description"]})


_patterns, _app, _namespace = api.urls
for _pattern in _patterns:
    _pattern.callback = _opened(_pattern.callback)
urlpatterns = [path("", explained, name="api_explained"), path("v1/", (_patterns, _app, _namespace))]
