/** Whom it is about: a whole name, telephone number or e-mail address. */
import { Button, Field, Input, makeStyles } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { type FormEvent, useState } from "react";
import { Sought } from "../../../shared/sync/personal.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexWrap: "wrap", alignItems: "flex-start", gap: "8px 12px", margin: 0 },
  field: { flex: "1 1 220px", maxWidth: "420px", minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
  // Beside the input, not beside its hint: a label's height below the top.
  find: { marginTop: "26px" },
});

const LONGEST = 254;

interface FindPersonProps {
  readonly autoFocus: boolean;
  readonly onFind: (sought: string) => void;
}

export function FindPerson({ autoFocus, onFind }: FindPersonProps) {
  const styles = useStyles();
  const { state, texts } = usePane();
  const { personal } = texts;
  const [typed, setTyped] = useState("");
  const [short, setShort] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const sought = Sought.safeParse(typed);
    setShort(!sought.success);
    if (sought.success && state.busy === null) onFind(sought.data);
  };
  return (
    <form role="search" className={styles.form} onSubmit={submit} noValidate>
      <Field
        className={styles.field}
        label={personal.sought}
        hint={personal.soughtHint}
        {...(short ? { validationState: "error", validationMessage: personal.soughtShort } : {})}
      >
        <Input
          className={styles.input}
          value={typed}
          maxLength={LONGEST}
          autoComplete="off"
          autoFocus={autoFocus}
          onChange={(_, { value }) => setTyped(value)}
        />
      </Field>
      <Button
        className={styles.find}
        type="submit"
        appearance="primary"
        icon={<SearchRegular />}
        disabledFocusable={state.busy !== null}
      >
        {personal.find}
      </Button>
    </form>
  );
}
