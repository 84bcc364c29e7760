/** 登录: one field, one button. */
import {
  Button,
  Field,
  Input,
  makeStyles,
  tokens,
  MessageBar,
  MessageBarBody,
} from "@fluentui/react-components";
import { type FormEvent, useState } from "react";
import { invitationOf } from "../sync/session.ts";
import { signInByCompany } from "./tasks/company.ts";
import { signIn } from "./tasks/sign-in.ts";
import { useCompanySignIn } from "./use-company-sign-in.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({
  form: { display: "flex", flexDirection: "column", rowGap: "16px" },
  flat: { margin: 0 },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

export function SignIn() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const [typed, setTyped] = useState(state.invitation);
  const [wrong, setWrong] = useState(false);
  const busy = state.busy !== null;
  const byCompany = useCompanySignIn();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isInvitation = invitationOf(typed) !== "";
    setWrong(!isInvitation);
    if (isInvitation) void signIn(pane, typed);
  };

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <h2 className={`${styles.title} ms-font-xl`}>{texts.signIn.title}</h2>
      <p className={`${styles.flat} ms-font-m`}>{state.signInNote ?? texts.signIn.hint}</p>
      {byCompany && (
        <>
          <Button
            appearance="primary"
            size="large"
            disabledFocusable={busy}
            onClick={() => void signInByCompany(pane)}
          >
            {texts.signIn.company}
          </Button>
          <p className={`${styles.flat} ms-font-m`}>{texts.signIn.orInvitation}</p>
        </>
      )}
      <Field
        label={texts.signIn.label}
        required
        validationState={wrong ? "error" : "none"}
        {...(wrong ? { validationMessage: texts.signIn.invalid } : {})}
      >
        <Input
          value={typed}
          onChange={(_, { value }) => {
            setTyped(value);
            setWrong(false);
          }}
          size="large"
          autoFocus
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
        />
      </Field>
      <Button
        type="submit"
        appearance={byCompany ? "secondary" : "primary"}
        size="large"
        disabledFocusable={busy}
      >
        {texts.actions.signIn}
      </Button>
      <p className={`${styles.flat} ms-font-s`}>{texts.signIn.oneUse}</p>
      {!state.inExcel && state.invitation !== "" && (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>{texts.browser.invitation(state.invitation)}</MessageBarBody>
        </MessageBar>
      )}
    </form>
  );
}
