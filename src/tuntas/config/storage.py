"""Static files under names that carry their content's hash, also where one of our scripts imports another."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage as Base


class HashedStatic(Base):
    """Compressed, hashed, safe to cache for ever. Imports are rewritten in our rooms' scripts only:
    Django's rule stumbles over words in other people's comments."""

    patterns = (
        *Base.patterns,
        *(
            (f"{room.rpartition('.')[2]}/*.js", Base._js_module_import_aggregation_patterns[1])
            for room in settings.ROOMS
        ),
    )
