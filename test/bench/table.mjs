/** The document of a run as people read it. */

/**
 * @param {import("./result.ts").BenchDocument} document
 * @returns {string}
 */
export function table({ at, quick, machine, benchmarks }) {
  const { cpu, cores, memoryGiB, system, node, load } = machine;
  const lines = [
    `${at} · ${cpu} · ${cores} × CPU · ${memoryGiB} GiB · ${system} · Node ${node} · load ${load}`,
    ...(quick ? ["小规模试运行,数字没有意义 · small sizes, the figures mean nothing"] : []),
  ];
  for (const { name, title, seconds, peakMemoryMiB, figures, comparisons } of benchmarks) {
    lines.push("", `── ${name} · ${title.zh} · ${title.en} (${seconds} s, ${peakMemoryMiB} MiB)`);
    for (const { label, value, unit } of figures) {
      lines.push(`  ${fit(label.zh, 34)}${fit(label.en, 42)}${shown(value).padStart(12)} ${unit}`);
    }
    for (const { label, peer, ratio, bound, target, reached } of comparisons) {
      const wanted = `${bound === "least" ? "≥" : "≤"} ${target}`;
      lines.push(
        `  ${reached ? "✓" : "✗"} ${label.zh} ÷ ${peer.zh}`,
        `    ${label.en} ÷ ${peer.en}: ${ratio} (${wanted}, ${reached ? "达到 reached" : "未达到 missed"})`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

/** @param {number} value */
const shown = (value) => value.toLocaleString("en-US", { maximumSignificantDigits: 4 });

/**
 * Padded to a width in columns of the terminal, where a Chinese character takes two.
 * @param {string} text
 * @param {number} width
 */
function fit(text, width) {
  const taken = [...text].reduce((sum, sign) => sum + (/[ᄀ-￦]/u.test(sign) ? 2 : 1), 0);
  return text + " ".repeat(Math.max(1, width - taken));
}
