"""What stands over the place for one more thing, which belongs to no form."""

from flask_babel import lazy_gettext as _

ONE_MORE = _("What else do you want to say?")
