"""What the pilots give to the evaluation, by the name of each table."""

from coaching.pilots.datasets.feedback import CLIENT_WORDS, CLIENTS, WORKERS
from coaching.pilots.datasets.pilots import PILOTS
from coaching.pilots.datasets.record import FIGURES, RISKS, STATES, STEPS, TOOLS
from coaching.pilots.datasets.visits import VISITS

DATASETS = {
    "pilots": PILOTS,
    "pilot_states": STATES,
    "pilot_steps": STEPS,
    "pilot_tools": TOOLS,
    "pilot_risks": RISKS,
    "pilot_numbers": FIGURES,
    "pilot_client_feedback": CLIENTS,
    "pilot_client_words": CLIENT_WORDS,
    "pilot_worker_feedback": WORKERS,
    "guidance_visits": VISITS,
}
