"""The floor: what the same server can do when a request is one INSERT and nothing else."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .models import Line


@csrf_exempt
@require_POST
def insert(_request: HttpRequest) -> HttpResponse:
    """Insert one row and say so. Served only where YICHUANG_BENCH is on."""
    line = Line.objects.create(said="floor", at=timezone.now())
    return JsonResponse({"id": line.pk}, status=201)
