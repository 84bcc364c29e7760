/** Who told headquarters what a submission says, and when, where it was taken down for a unit (R1). JSON. */
export const TOLD = "ALTER TABLE submissions ADD COLUMN told TEXT;";
