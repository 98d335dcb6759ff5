"""What can go wrong, as one tree; each leaf carries the exit code that the command line ends with.

PipelineError
├── NothingToRead        4   no input could be read as an article
├── Stopped              5   validation stopped the run before publishing
├── Busy                 6   another run holds the database
├── WarehouseError       7   the database cannot be opened, read or written
├── Conflict             8   somebody else has decided meanwhile
├── QueryError           2   a statement of SQL was refused, failed or took too long
├── SettingsError        2   the settings file or an option is wrong
├── CorrectionError      2   an editor's correction does not fit the text or itself
└── Interrupted        130   the user stopped it
"""


class PipelineError(Exception):
    """Something that one clear line tells the user, with what to do about it."""

    exit_code = 1


class SettingsError(PipelineError):
    """The settings file or an option is wrong."""

    exit_code = 2


class QueryError(PipelineError):
    """A statement of SQL was refused, failed or took too long."""

    exit_code = 2


class CorrectionError(PipelineError):
    """An editor's correction does not fit the text or itself."""

    exit_code = 2


class NothingToRead(PipelineError):
    """No input could be read as an article."""

    exit_code = 4


class Stopped(PipelineError):
    """A table check fell below its minimum, so nothing of the run was published."""

    exit_code = 5


class Busy(PipelineError):
    """Another run holds the database."""

    exit_code = 6


class WarehouseError(PipelineError):
    """The database cannot be opened, read or written."""

    exit_code = 7


class Conflict(PipelineError):
    """Somebody else has decided meanwhile, so nothing was recorded."""

    exit_code = 8


class Interrupted(PipelineError):
    """The user stopped it."""

    exit_code = 130
