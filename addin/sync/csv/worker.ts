/** The worker's end: one file, asked about until the page closes it. */
import { CsvFile } from "./csv-file.ts";
import type { Ask, FromWorker, ToWorker } from "./messages.ts";
import { CsvTrouble } from "./source.ts";

let opened: Promise<CsvFile> | undefined;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if ("open" in data) opened = data.open.arrayBuffer().then((bytes) => new CsvFile(new Uint8Array(bytes)));
  else if ("stop" in data) void opened?.then((file) => file.stop());
  else void answer(data);
});

async function answer(asked: Ask): Promise<void> {
  const { id } = asked;
  try {
    const file = await opened;
    if (!file) throw new Error("no file has been opened");
    tell({ id, answer: await answerOf(file, asked) });
  } catch (error) {
    if (error instanceof CsvTrouble) tell({ id, trouble: { reason: error.reason, line: error.line } });
    else tell({ id, failed: String(error) });
  }
}

function answerOf(file: CsvFile, asked: Ask): Promise<unknown> {
  switch (asked.ask) {
    case "look":
      return file.look(...asked.given);
    case "check":
      return file.check(...asked.given, (progress) => tell({ id: asked.id, progress }));
    case "rows":
      return file.rows(...asked.given);
    case "faults":
      return file.faults(...asked.given);
    case "faultList":
      return file.faultList(...asked.given);
  }
}

const tell = (said: FromWorker): void => postMessage(said);
