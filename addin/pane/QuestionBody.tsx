/** The frame of every question: title, words, and two buttons. */
import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from "@fluentui/react-components";
import type { ReactNode } from "react";

export function QuestionBody(props: {
  title: string;
  go: string;
  stay: string;
  onGo: () => void;
  onStay: () => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <DialogBody>
      <DialogTitle>{props.title}</DialogTitle>
      <DialogContent>{props.children}</DialogContent>
      <DialogActions>
        <Button appearance="primary" disabled={props.disabled ?? false} onClick={props.onGo}>
          {props.go}
        </Button>
        <Button onClick={props.onStay}>{props.stay}</Button>
      </DialogActions>
    </DialogBody>
  );
}
