/** One file: what it was recognised as, how it stands, and what can be done with it. */
import {
  Badge,
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Spinner,
  tokens,
} from "@fluentui/react-components";
import { DismissRegular } from "@fluentui/react-icons/svg/dismiss";
import { useEffect, useRef, useState } from "react";
import { MAX_BYTES } from "../../../shared/sync/protocol.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { framedCard } from "../lists.ts";
import { saveMarked } from "../tasks/upload-marked.ts";
import {
  extensionOf,
  needsPassword,
  needsPlace,
  refusalOf,
  tally,
  type UploadFile,
  type Uploads,
  type UploadStage,
} from "../tasks/upload.ts";
import { troubleOf } from "../trouble.ts";
import { usePane } from "../use-pane.ts";
import { PlaceFields, useUnits } from "./PlaceFields.tsx";
import { UploadDetails } from "./UploadDetails.tsx";

const useStyles = makeStyles({
  item: framedCard,
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px" },
  name: { flex: "1 1 200px", overflowWrap: "anywhere", fontWeight: tokens.fontWeightSemibold },
  actions: { display: "flex", flexWrap: "wrap", gap: "8px", ":empty": { display: "none" } },
  quiet: { color: tokens.colorNeutralForeground2 },
  form: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "8px" },
});

const COLOURS: Partial<Record<UploadStage, "success" | "danger" | "warning" | "brand">> = {
  accepted: "success",
  failed: "danger",
  refused: "danger",
  stopped: "warning",
  checked: "brand",
};

export function UploadItem(props: {
  upload: UploadFile;
  uploads: Uploads;
  onAccept: () => void;
  onMap: () => void;
}) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const units = useUnits();
  const { upload, uploads } = props;
  const { file, stage, answer } = upload;
  const words = texts.upload;
  const [open, setOpen] = useState(false);
  const busy = stage === "checking" || stage === "accepting";
  const sums = answer && tally(answer);
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <span className={`${styles.name} ms-font-m`}>{file.name}</span>
        {busy && <Spinner size="tiny" />}
        <Badge appearance="tint" color={COLOURS[stage] ?? "informative"}>
          {words.stages[stage]}
        </Badge>
        {!busy && (
          <Button
            appearance="subtle"
            size="small"
            icon={<DismissRegular />}
            aria-label={words.removeOf(file.name)}
            title={words.remove}
            onClick={() => uploads.remove(upload.id)}
          />
        )}
      </div>
      {answer && sums && (
        <div className={`${styles.line} ${styles.quiet} ms-font-s`}>
          <span>{foundText(upload, units, texts)}</span>
          <span>{words.rows(sums.rows)}</span>
          {stage === "accepted" ? (
            <span>{countsText(answer.counts, texts)}</span>
          ) : (
            <span>{words.sound(sums.sound)}</span>
          )}
          {sums.faulty > 0 && stage !== "accepted" && <span>{words.faulty(sums.faulty)}</span>}
          {sums.warned > 0 && <span>{words.warned(sums.warned)}</span>}
        </div>
      )}
      {stage === "refused" && <Refused name={file.name} size={file.size} />}
      {stage === "failed" && <Failed upload={upload} uploads={uploads} />}
      <div className={styles.actions}>
        {stage === "csv" && (
          <Button size="small" aria-label={words.mapOf(file.name)} onClick={props.onMap}>
            {words.map}
          </Button>
        )}
        {stage === "checked" && sums && sums.sound > 0 && (
          <Button
            size="small"
            appearance="primary"
            aria-label={words.acceptOf(file.name)}
            onClick={props.onAccept}
          >
            {words.accept}
          </Button>
        )}
        {answer && !busy && (
          <Button
            size="small"
            aria-expanded={open}
            aria-label={words.detailsOf(file.name)}
            onClick={() => setOpen(!open)}
          >
            {open ? words.hide : words.details}
          </Button>
        )}
        {answer && sums && sums.faulty + sums.warned > 0 && !busy && (
          <Button
            size="small"
            aria-label={words.markedOf(file.name)}
            onClick={() => void saveMarked(pane, upload)}
          >
            {words.marked}
          </Button>
        )}
        {stage === "stopped" && (
          <Button size="small" onClick={() => uploads.check(upload.id)}>
            {words.again}
          </Button>
        )}
      </div>
      {open && answer && <UploadDetails answer={answer} />}
    </li>
  );
}

function foundText(
  { answer }: UploadFile,
  units: readonly { readonly code: string; readonly name: string }[],
  { upload: words, ...texts }: Texts,
): string {
  if (!answer) return "";
  const unit = units.find(({ code }) => code === answer.unit)?.name ?? answer.unit;
  const version = typeof answer.template === "number" ? [words.template(answer.template)] : [];
  return [unit, answer.period, ...version].join(texts.comma);
}

function countsText(counts: Readonly<Record<string, number>>, { upload: words, ...texts }: Texts): string {
  const told = Object.entries(words.counts).flatMap(([outcome, say]) => {
    const n = counts[outcome] ?? 0;
    return n > 0 ? [say(n)] : [];
  });
  return told.join(texts.comma);
}

function Refused(file: { name: string; size: number }) {
  const { texts } = usePane();
  const words = texts.upload;
  const why = refusalOf(file);
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {why === "old"
          ? words.oldFormat(extensionOf(file.name))
          : why === "large"
            ? words.tooLarge(MAX_BYTES / 1024 / 1024)
            : words.otherFormat}
      </MessageBarBody>
    </MessageBar>
  );
}

/** A password, a unit or a month may be all that is missing. */
function Failed({ upload, uploads }: { upload: UploadFile; uploads: Uploads }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.upload;
  const [password, setPassword] = useState("");
  const [place, setPlace] = useState({ unit: upload.unit, period: upload.period });
  const locked = needsPassword(upload);
  const entry = useRef<HTMLInputElement>(null);
  const tried = upload.password !== undefined;
  useEffect(() => {
    // Whoever typed a wrong one is about to type another.
    if (tried) entry.current?.focus();
  }, [tried]);
  const { title, fix } = troubleOf(upload.cause, texts, () => undefined);
  return (
    <>
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>
          {title} {fix}
        </MessageBarBody>
      </MessageBar>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          uploads.check(upload.id, { ...place, ...(password === "" ? {} : { password }) });
        }}
      >
        {locked ? (
          <Field label={words.password}>
            <Input
              ref={entry}
              type="password"
              autoComplete="off"
              value={password}
              onChange={(_, { value }) => setPassword(value)}
            />
          </Field>
        ) : (
          needsPlace(upload) && <PlaceFields asFile {...place} onChange={setPlace} />
        )}
        <Button type="submit">{locked ? words.open : words.again}</Button>
      </form>
    </>
  );
}
