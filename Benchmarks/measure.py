"""Runs each case several times as a whole process and prints medians: see run."""
import os
import re
import statistics
import subprocess
import sys
import time

RUNS, BULLETIN, WORK, FACES = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]


def cases():
    out = os.path.join(WORK, "out")
    generated = os.path.join(WORK, "reports")
    yield "sample briefing", ["Reports/who-is-online"], os.path.join(out, "sample"), RUNS * 2
    yield "comparison's briefing", ["Benchmarks/corpus/briefing", "--allow-read", FACES], os.path.join(out, "briefing"), RUNS * 2
    yield "100 pages", [os.path.join(generated, "pages-100"), "--format", "pdf"], os.path.join(out, "pages-100"), RUNS
    yield "1,000 pages", [os.path.join(generated, "pages"), "--format", "pdf"], os.path.join(out, "pages"), RUNS
    yield "5,000 pages", [os.path.join(generated, "pages-5000"), "--format", "pdf"], os.path.join(out, "pages-5000"), RUNS
    yield "10,000 rows", [os.path.join(generated, "table"), "--format", "pdf"], os.path.join(out, "table"), RUNS
    yield "10,000 of 100,000 figures", [os.path.join(generated, "figures"), "--format", "pdf"], os.path.join(out, "figures"), RUNS
    yield "1,000 charts as SVG", [os.path.join(generated, "charts"), "--format", "svg"], os.path.join(out, "charts"), RUNS


def measure(command):
    """Wall and processor seconds, peak MiB, and what was printed, of one run."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    text = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit("failed: %s\n%s" % (" ".join(command), text[-2000:]))
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text


def kilobytes(folder, ending):
    files = [os.path.join(base, name) for base, _, names in os.walk(folder) for name in names if name.endswith(ending)]
    return sum(map(os.path.getsize, files)) / 1000


def sessions():
    """Prints what an edit of one word takes in a session that is kept open."""
    program = os.path.join(os.path.dirname(BULLETIN), "SessionBenchmark")
    print("\n| one word changed in | pages changed | until they are drawn, ms | until the PDF is made, ms |")
    print("| --- | --: | --: | --: |")
    steps = []
    for name, arguments in [
            ("comparison's briefing", ["Benchmarks/corpus/briefing", FACES]),
            ("100 pages", [os.path.join(WORK, "reports", "pages-100")])]:
        text = subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout
        pages, changed = re.search(r"pages (\d+), changed (\d+)", text).groups()
        print("| %s | %s of %s | %s | %s |" % (
            name, changed, pages, re.search(r"drawn ([\d.]+)", text)[1], re.search(r"PDF ([\d.]+)", text)[1]))
        steps.append((name, re.findall(r"^  (\S.*?) ([\d.]+) ms$", text, re.M)))
    print("\nSteps before anything is drawn, in milliseconds:\n")
    for name, parts in steps:
        print("%s: %s" % (name, ", ".join("%s %s" % part for part in parts)))


def main():
    print("| case | wall s (min–max) | processor s | peak MiB | PDF KB | SVG KB |")
    print("| --- | --: | --: | --: | --: | --: |")
    steps = []
    for name, arguments, out, runs in cases():
        command = [BULLETIN, "build", *arguments, "-o", out]
        measure(command)
        results = [measure(command) for _ in range(runs)]
        wall = [r[0] for r in results]
        print("| %s | %.3f (%.3f–%.3f) | %.3f | %.0f | %.0f | %.0f |" % (
            name, statistics.median(wall), min(wall), max(wall), statistics.median(r[1] for r in results),
            max(r[2] for r in results), kilobytes(out, ".pdf"), kilobytes(out, ".svg")))
        _, _, _, text = measure(command + ["--timings"])
        steps.append((name, re.findall(r"^(\S.*?) +([\d.]+) ms$", text, re.M)))
    print("\nSteps of one run, in milliseconds:\n")
    for name, parts in steps:
        times = {step: float(value) for step, value in parts}
        whole = times["sum"]
        print("%s: %s; the cascade is %.1f%%" % (
            name, ", ".join("%s %s" % part for part in parts),
            100 * (times.get("style sheets", 0) + times.get("cascade", 0)) / whole if whole else 0))
    sessions()


main()
