/** Where headquarters is mailed, and when units are reminded. */
import {
  Button,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Textarea,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { CopySettings } from "../../../shared/sync/copies.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { saveCopySettings } from "../tasks/copies.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "12px", maxWidth: "560px" },
  save: { alignSelf: "flex-start" },
});

export function CopySettingsForm() {
  const { pane, texts } = usePane();
  const settings = useResource("copy settings", (signal) => pane.surroundings.service.copySettings(signal));
  return (
    <Section title={texts.copies.settings}>
      <Loaded resource={settings}>
        {(value) => (
          <Form
            key={JSON.stringify(value)}
            settings={value}
            onSaved={(saved) => settings.amend(() => saved)}
          />
        )}
      </Loaded>
    </Section>
  );
}

function Form({ settings, onSaved }: { settings: CopySettings; onSaved: (saved: CopySettings) => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { copies } = texts;
  const [addresses, setAddresses] = useState(settings.hqAddresses.join("\n"));
  const [days, setDays] = useState(settings.remindDays.join(", "));
  const [tried, setTried] = useState(false);
  const told = partsOf(addresses);
  const counted = partsOf(days);
  const parsed = CopySettings.safeParse({ hqAddresses: told, remindDays: counted.map(Number) });
  const faults = tried && !parsed.success ? parsed.error.issues : [];
  const addressFault = faultOf(faults, "hqAddresses", (at) => copies.addressFault(told[at] ?? ""), copies);
  const dayFault = faultOf(faults, "remindDays", (at) => copies.dayFault(counted[at] ?? ""), copies);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (parsed.success) void saveCopySettings(pane, parsed.data, onSaved);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {settings.hqAddresses.length === 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{copies.noHq}</MessageBarBody>
        </MessageBar>
      )}
      <Field label={copies.hqAddresses} hint={copies.hqAddressesHint} {...validation(addressFault)}>
        <Textarea
          value={addresses}
          rows={3}
          maxLength={4000}
          spellCheck={false}
          onChange={(_, { value }) => setAddresses(value)}
        />
      </Field>
      <Field label={copies.remindDays} hint={copies.remindDaysHint} {...validation(dayFault)}>
        <Input value={days} maxLength={60} autoComplete="off" onChange={(_, { value }) => setDays(value)} />
      </Field>
      <Button className={styles.save} type="submit" disabledFocusable={state.busy !== null}>
        {copies.saveSettings}
      </Button>
    </form>
  );
}

const partsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .split(/[\s,;、]+/)
    .filter((part) => part !== "");

const MOST = { hqAddresses: 20, remindDays: 10 } as const;

interface Fault {
  readonly code: string;
  readonly path: readonly PropertyKey[];
}

/** The first fault of a field: one of its parts, or that there are too many. */
function faultOf(
  faults: readonly Fault[],
  field: keyof typeof MOST,
  ofPart: (at: number) => string,
  { tooMany }: Texts["copies"],
): string | null {
  const fault = faults.find(({ path }) => path[0] === field);
  if (!fault) return null;
  const [, at] = fault.path;
  return typeof at === "number" ? ofPart(at) : tooMany(MOST[field]);
}

const validation = (fault: string | null) =>
  fault === null ? {} : { validationState: "error" as const, validationMessage: fault };
