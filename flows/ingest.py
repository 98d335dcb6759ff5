"""The ingest flow: read, extract, validate, store, check the tables, publish, report."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import polars as pl
from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run

from claims.errors import NothingToRead, PipelineError, Stopped
from claims.extract import extract
from claims.model import EXTRACTOR_VERSION, Article, Extraction, Rejected
from claims.read import Input, ReadOptions, TransientError, inputs, read_input
from flows import tables
from flows.artifacts import leave_artifacts
from flows.progress import tell
from flows.run import Batch, Quarantined, Request, Run, Summary, software, started_by
from flows.tabulate import rejects, tabulate
from validations.gate import check_rows
from warehouse import connect, fetch, snapshot, store
