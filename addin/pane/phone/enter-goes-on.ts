/** Enter leads from field to field, as people who type all day expect; on the last it leads to the form's button. */
import type { KeyboardEvent } from "react";

const FIELDS = "input, select, textarea, button[type='submit']";

/**
 * For `onKeyDownCapture` around the fields. Shift+Enter breaks a line in a long text; Enter that ends what an input
 * method composes is left to it, and so is one that chooses from an open list.
 */
export function enterGoesOn(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget } = event;
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // 229: some browsers end a composition with an Enter that is none of it any more.
  if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
  if (!isField(target)) return;
  const fields = [...currentTarget.querySelectorAll<HTMLElement>(FIELDS)].filter(takesFocus);
  const next = fields[fields.indexOf(target) + 1];
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
  if (next instanceof HTMLInputElement && next.type === "text") next.select();
}

const isField = (target: EventTarget): target is HTMLElement =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;

/** Of radio buttons only the one that is chosen. */
const takesFocus = (field: HTMLElement): boolean =>
  !(field instanceof HTMLInputElement && (field.disabled || (field.type === "radio" && !field.checked)));

/** The first field without a value: what is filled in beforehand need not be passed. */
export function focusFirstEmpty(root: HTMLElement | null): void {
  const fields = [...(root?.querySelectorAll<HTMLElement>(FIELDS) ?? [])].filter(takesFocus);
  const empty = fields.find((field) => isField(field) && "value" in field && field.value === "");
  (empty ?? fields[0])?.focus();
}
