import { openReader, report, reportText } from "afterword";

const warehouse = await openReader("afterword.duckdb");
const document = await report(warehouse);
console.log(reportText(document));
console.log(document.csat.n, "answers,", document.completeness);
await warehouse.close();
