"""Settings, read from the environment once, here and nowhere else."""

from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge.embeddings.model import PACKAGED


class Settings(BaseSettings):
    """What can be set; each as ``FIELDWISE_`` and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix="FIELDWISE_", env_ignore_empty=True)

    data_dir: Path = Field(
        default_factory=lambda: user_data_path("fieldwise"),
        description="Where the library lives: the SQLite file, the search caches, the state of jobs.",
    )
    database_url: SecretStr | None = Field(
        default=None, description="A relational database in place of the SQLite file, e.g. postgresql://..."
    )
    cache_dir: Path = Field(
        default_factory=lambda: user_cache_path("fieldwise"),
        description="Where exported models are kept; can be deleted at any time.",
    )
    embedding_model: str = Field(
        default=PACKAGED,
        description="A sentence-transformers model: the packaged one, a folder, or a hub name.",
    )

    @property
    def database(self) -> str:
        """The URL of the relational database, with its password."""
        return self._given or f"sqlite:///{self.data_dir / 'library.sqlite'}"

    @property
    def jobs_database(self) -> str:
        """The URL of the durable jobs' own state, with its password."""
        return self._given or f"sqlite:///{self.data_dir / 'jobs.sqlite'}"

    @property
    def _given(self) -> str | None:
        return self.database_url.get_secret_value() if self.database_url is not None else None
