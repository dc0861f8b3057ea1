"""One figure as a file: SVG, PNG, CSV or XLSX. Every file that leaves is written into the access log."""

import io

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from coaching.core.history import log_access
from coaching.evaluation import charts, summaries
from coaching.evaluation.dashboards.setting import png
from coaching.evaluation.formats import WRITERS

DRAWN = {"svg": "image/svg+xml", "png": "image/png"}
KINDS = (*DRAWN, "csv", "xlsx")


def taken(*, by, programme, table, kind):
    """The figure in this format; there is none of a drawing where the table has none."""
    if kind in DRAWN:
        drawing = charts.svg(table)
        if not drawing:
            raise Http404(table.key)
        content = drawing.encode() if kind == "svg" else png(drawing)
        media_type = DRAWN[kind]
    else:
        content, media_type = written(table, kind), WRITERS[kind].media_type
    log_access(
        "evaluation.took_figure",
        actor=by,
        subject=f"programme:{programme.key}",
        scope=programme.pk,
        figure=table.key,
        format=kind,
    )
    return sent(content, media_type, f"{programme.key}-{table.key}.{kind}")


def written(table, kind):
    file = io.BytesIO()
    writer = WRITERS[kind](file, summaries.own_table(table.key, table.title))
    for row in summaries.rows([table]):
        writer.write(row)
    writer.close()
    return file.getvalue()


def sent(content, media_type, filename):
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": content_disposition_header(True, filename), "Cache-Control": "no-store"},
    )
