/** Whether the workbook counts its days from 1904, as workbooks of old Macs do. */

const DAY_2_OF_1904_FROM_1900 = 1463;

/**
 * Excel has no property for it, but `DATE(1904,1,2)` is 1 in the one system and 1463 in the other. An Excel that
 * cannot say is taken to count from 1900, as nearly all workbooks do.
 */
export async function countsFrom1904(context: Excel.RequestContext): Promise<boolean> {
  try {
    const day = context.workbook.functions.date(1904, 1, 2);
    day.load("value");
    await context.sync();
    return typeof day.value === "number" && day.value > 0 && day.value < DAY_2_OF_1904_FROM_1900;
  } catch {
    return false;
  }
}
