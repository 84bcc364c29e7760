/** Files dragged in, or chosen by a button. */
import { Button, makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowUploadRegular } from "@fluentui/react-icons/svg/arrow-upload";
import { useRef, useState } from "react";

const useStyles = makeStyles({
  zone: {
    display: "flex",
    flexDirection: "column",
    alignItems: "center",
    rowGap: "8px",
    padding: "20px 16px",
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    textAlign: "center",
  },
  over: { border: `1px dashed ${tokens.colorBrandStroke1}`, backgroundColor: tokens.colorBrandBackground2 },
  line: { display: "flex", flexWrap: "wrap", justifyContent: "center", alignItems: "center", gap: "8px" },
  hint: { margin: 0, color: tokens.colorNeutralForeground2 },
  hidden: { display: "none" },
});

export function DropZone(props: {
  drop: string;
  choose: string;
  hint: string;
  accept: string;
  multiple: boolean;
  disabled?: boolean;
  onFiles: (files: readonly File[]) => void;
}) {
  const styles = useStyles();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    if (!props.disabled && files && files.length > 0) props.onFiles([...files]);
  };
  return (
    <div
      className={mergeClasses(styles.zone, over && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <div className={styles.line}>
        <span className="ms-font-m">{props.drop}</span>
        <Button
          icon={<ArrowUploadRegular />}
          disabledFocusable={props.disabled ?? false}
          onClick={() => input.current?.click()}
        >
          {props.choose}
        </Button>
      </div>
      <p className={`${styles.hint} ms-font-s`}>{props.hint}</p>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        tabIndex={-1}
        aria-label={props.choose}
        accept={props.accept}
        multiple={props.multiple}
        onChange={({ target }) => {
          take(target.files);
          // The same file may be chosen again.
          target.value = "";
        }}
      />
    </div>
  );
}
