/** The page at which the company's sign-in ends in Excel's dialog. */
import { tellPane } from "./excel/company.ts";

void tellPane();
