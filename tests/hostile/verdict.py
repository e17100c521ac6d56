"""Which answers are a finding.

Whatever a client sends, it gets an answer in words: done, or one of Odoo's own kinds of
refusal. Any other error is one that nobody thought of, and is ours to mend where our code
was entered:

- A method that we thought of answers for everything below it.
- Of a method of Odoo's that we only go on with (`read`, `create`), we answer for what our
  own lines raise; nonsense in `fields` or `domain` that Odoo's lines stumble over is the
  same on every model, with or without us.
- Before our code is entered (a method that is not there, too many arguments), it is
  Odoo's alone. A page that answers with status 500 is a finding in any case.
"""

import json
import re

REFUSALS = {
    "odoo.exceptions.AccessDenied",
    "odoo.exceptions.AccessError",
    "odoo.exceptions.MissingError",
    "odoo.exceptions.RedirectWarning",
    "odoo.exceptions.UserError",
    "odoo.exceptions.ValidationError",
    "odoo.http.SessionExpiredException",
    "werkzeug.exceptions.BadRequest",
    "werkzeug.exceptions.Forbidden",
    "werkzeug.exceptions.NotFound",
    "werkzeug.exceptions.Unauthorized",
    "werkzeug.exceptions.UnprocessableEntity",
}
FRAME = re.compile(
    r'File "[^"]*/(customer_dossier|odoo)/([^"]*)", line (\d+), in (\S+)'
)


def _is_text(body):
    """Whether it is made of characters only: a lone surrogate is none.

    Odoo's own errors repeat what they were sent, and cannot be sent themselves then.
    """
    try:
        return json.dumps(body, ensure_ascii=False).encode() is not None
    except UnicodeEncodeError:
        return False


def error_of(answer):
    """The error in an answer to a call, or None."""
    if is_of_program(answer):
        return answer.json() if answer.status_code >= 400 else None
    if answer.status_code >= 500:
        return {"name": f"status {answer.status_code} {answer.text[:300]}"}
    return answer.json().get("error", {}).get("data")


def is_of_program(answer):
    """Whether an answer is one that programs get: an error is its body, whatever it is."""
    if not answer.request.path_url.startswith("/json/2/"):
        return False
    return answer.headers["Content-Type"].startswith("application/json")


def objection(answer, own):
    """What is wrong with an answer to a call of a method, or an empty text.

    :param own: the method was thought of by us
    """
    if answer.status_code >= 500 and not is_of_program(answer):
        body = json.loads(answer.request.body)
        return f"status {answer.status_code}" if own or _is_text(body) else ""
    error = error_of(answer)
    if not error or error["name"] in REFUSALS:
        return ""
    frames = FRAME.findall(error["debug"])
    ours = [frame for frame in frames if frame[0] == "customer_dossier"]
    if not ours or not (own or frames[-1] in ours):
        return ""
    _addon, path, line, function = ours[-1]
    return f"{path}:{line} {function}: {error['name']}: {error['message'][:300]}"
