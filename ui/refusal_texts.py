"""What a build says when it refuses, as it says it: sentences, hints and kinds of files, with {fields} for what varies.

The build speaks English, as its command line does; `ui.refusals` says the same in the reader's language. A test holds that
every refusal of the build that a page can meet stands here.
"""

from ui.i18n import N_

SENTENCES = (
    N_("The disk is full; nothing was published."),
    N_("The build needs more memory than it may use; nothing was published."),
    N_("The build does not reconcile: {identity} fails; nothing was published."),
    N_("The build failed by a fault of this program; nothing was published."),
    N_("The finished warehouse is not complete; nothing was published."),
    N_("The finished warehouse cannot be read back; nothing was published."),
    N_("What was kept of the earlier deliveries cannot be read."),
    N_("The package lifetimes is not installed."),
    N_("The plan of the delivery cannot be read."),
    N_("A setting is out of range: {setting}."),
    N_("There is no time zone {zone}."),
    N_("There is no file {file}."),
    N_("There is no table {table}."),
    N_("There is no column {column}."),
    N_("The table {table} has no field {field}."),
    N_("{name} cannot be the name of a warehouse."),
    N_("The folder {folder} cannot be written: {reason}."),
    N_("The folder {folder} holds no CSV, Excel or Parquet file."),
    N_("{file} cannot be read: {reason}."),
    N_("{file} needs more than the time that reading a file may take, and was not read."),
    N_("{file} needs more than the {size} GB of memory that reading a file may take, and was not read."),
    N_("{file} is not a file on disk."),
    N_("{file} is empty."),
    N_("{file} is {kind}, not a table."),
    N_("{file} is {kind}, not a table of text."),
    N_("{file} is not a text file."),
    N_("{file} is not a Parquet file, whatever its name says."),
    N_("{file} is not a readable Parquet file."),
    N_("{file} is a damaged gzip file."),
    N_("{file} is a damaged Excel workbook."),
    N_("{file} is text in no encoding known here."),
    N_("{file} is text in {encoding}, but line {line} has bytes that are none."),
    N_("{file} mixes encodings: most of it is UTF-8, but line {line} is not."),
    N_("{file} grows to {size} GB when unpacked and was not read."),
    N_("{file} grows to more than {size} MB when unpacked and was not read further."),
    N_("{file} has {count} columns; at most {most} are read."),
    N_("The first line of {file} is longer than {most} characters."),
    N_("{file} has no header line."),
    N_("{file} has no header line: its first line holds data ({cells})."),
    N_("{file} has no header line, and its values do not tell which columns are {fields}."),
    N_("{file} has a header but no rows."),
    N_("{file} has columns with empty, repeated or reserved names."),
    N_("{file} has no sheet with a header line and rows."),
    N_("{file}, sheet {sheet}, holds {count} formulas that were never calculated."),
    N_("No sheet of {file} is a table of the contract."),
    N_("{file} has no column for {fields} of the table {table}; it has {columns}."),
    N_("{file} has orders without amounts, and no file has their lines."),
    N_("{file} holds exactly the same as {twin}; its rows would count twice."),
    N_("{file} holds exactly the same as {twin}, delivered on {day}; its rows would count twice."),
    N_("{files}: no file has a customer, a date and an amount in each row, nor contracts with dates: there is no base to follow."),
    N_("{file} has no column of dates, so it holds no purchases or contracts that could be followed over time."),
    N_("{file} has a customer ({customer}) in each row, but no date."),
    N_("{file} has a customer ({customer}) in each row, but no date; no day can be told from {columns}."),
    N_("{file} has a customer ({customer}) and an amount ({amount}) in each row, but no date."),
    N_("{file} has a customer ({customer}) and an amount ({amount}) in each row, but no date; no day can be told from {columns}."),
    N_("{file} is a list of customers as of one day: a row for each {customer}, no purchase or contract with its date."),
    N_(
        "{file} is a list of customers as of one day: a row for each {customer}, no purchase or contract with its date; {left} "
        "says who left, but not when."
    ),
    N_("{file} has a column for each month ({first}, {second}, …), not a row for each purchase."),
    N_("No file has customer, date and amount together: {orders} has {customer} and {day}, {lines} has {amount}; both have {key}."),
    N_("The counts of customers have decimals, so they stand in thousands or millions."),
    N_("Fewer than two periods tell how many customers came and how many there were."),
    N_("The amounts mix currencies: {signs}."),
    N_("The column of currencies names {count}: {currencies}."),
    N_("The data hold one customer only; a customer base needs at least two."),
    N_("No row lies on or before {day}."),
    N_("No row up to {day} is a purchase or a contract; all are returns."),
    N_("No row could be accepted."),
    N_("No row fits the header line."),
    N_("No row has a date."),
    N_("No row has a date that can be read."),
    N_("No row has a date that can be read: the column {column} holds {cells}."),
    N_("No row has a plausible date; all lie before 1900."),
    N_("No row has a real date; all are 1900-01-01 or 1970-01-01."),
    N_("All dates lie in the future."),
    N_("No row names a customer."),
    N_("No row names a customer; all are guests or unknown."),
    N_("No row of a purchase names a customer: the names stand on lines of their own above them."),
    N_("All customer ids are rounded, like 1.38E+10."),
    N_("No row is a purchase by its status; all are cancelled, unpaid, refunded or only viewed."),
    N_("No row has an amount."),
    N_("No row has an amount that can be read."),
    N_("No contract has a start date."),
    N_("No contract has a start date that can be read."),
    N_("This cannot be kept: {reason}."),
    N_("The workspace {name} cannot be used: {reason}."),
)  # fmt: skip

HINTS = (
    N_("please report this."),
    N_("the details are in {path}; report them without the data they may quote."),
    N_("build again."),
    N_("install requirements.txt."),
    N_("it is JSON like {example}."),
    N_("names look like Asia/Shanghai or Europe/London."),
    N_("check the path; it was given as {path}."),
    N_("check the path."),
    N_("tables are {tables}."),
    N_("the columns are {columns}."),
    N_("its fields are {fields}."),
    N_("use letters, digits, - and _, at most 63 of them."),
    N_("files end in {endings}."),
    N_("check the file's permissions."),
    N_("it may be damaged or packed in bad faith; if it is genuine, deliver it as plain CSV."),
    N_("save the data as a file first."),
    N_("export the table again, with its header line."),
    N_("export it again."),
    N_("export or copy it again."),
    N_("copy or export it again."),
    N_("deliver CSV, Excel (.xlsx) or Parquet files."),
    N_("deliver the data as CSV (UTF-8), Excel (.xlsx) or Parquet."),
    N_("unpack it and deliver the CSV, Excel (.xlsx) or Parquet files in it."),
    N_("turn it into a table, one row a purchase (pandas: read_json, lines=True for one object a line, then to_csv)."),
    N_("open it in a spreadsheet program and save it as Excel (.xlsx) or CSV."),
    N_("open and save it again, or export the sheet as CSV."),
    N_("open it in the spreadsheet program and save it, or paste the values."),
    N_("save it as CSV in UTF-8."),
    N_("export the data as CSV (UTF-8) or Parquet."),
    N_("export it again in UTF-8; a program may have cut a long text in the middle of a character."),
    N_("export it again in one encoding, best in UTF-8; parts of it may come from another program."),
    N_("deliver a table of this size as CSV or Parquet."),
    N_("deliver the table unpacked if it is genuine."),
    N_("export one row per purchase, not one column per product or day."),
    N_("each purchase must stand on a line of its own."),
    N_("the first line must name the columns."),
    N_("put a line with the names of the columns above it, such as customer_id, order_date, amount, in their order."),
    N_("check the export's date range."),
    N_("give each column a name of its own."),
    N_("each row of the sheet must be one purchase."),
    N_("transactions need a customer, a date and an amount in columns of their own, under one header line."),
    N_("add a file of purchases; these files can come along with it."),
    N_("deliver one row a purchase (customer, date, amount) or one a contract (customer, start date)."),
    N_("export it again with the date of each purchase; without dates nobody can be followed over time."),
    N_(
        "bring the purchases (customer, date, amount) or the contracts (customer, start, end) behind it; a list alone is "
        "enough only with tenure_months, has_left and monthly_fee."
    ),
    N_(
        "bring the purchases (customer, date, amount) or the contracts (customer, start, end) behind it; a list alone is "
        "enough only with tenure_months, has_left and monthly_fee (here is no {fields})."
    ),
    N_("turn the columns into rows with customer, month and amount (Unpivot in Excel's Power Query, melt in pandas)."),
    N_("join them by {key} into one file that has customer, date and amount in each row, and deliver that."),
    N_("one warehouse holds one currency; split or convert the file."),
    N_("one warehouse holds one currency; deliver a file for each, or convert the amounts and leave the column out."),
    N_("check the columns taken for quantity and amount, and their signs."),
    N_("check the column separator and the quotes; export the table again as CSV."),
    N_("dates look like 2024-03-31, 31/03/2024 or 2024年3月31日."),
    N_("dates look like 2024-03-31 or 31/03/2024."),
    N_("check the date column."),
    N_(
        "check the date column, its order of day and month, and this machine's clock; years of the Buddhist calendar (2564) "
        "have to be turned into common ones (2021) first."
    ),
    N_("export the list without groups, or write the customer into each row (Fill Down in Excel's Power Query)."),
    N_("a spreadsheet took them for numbers; export them as text."),
    N_("check the column taken for the status of the order."),
    N_("choose another name."),
    N_("check that its folder can be written and has room."),
    N_("amounts look like 1234.50, 1,234.50 or ¥1,234.50."),
)  # fmt: skip

KINDS = (
    N_("a PDF document"), N_("a zip archive or an Excel workbook"),
    N_("an Excel or Word document of the old kind, or one with a password"), N_("a picture"), N_("an SQLite database"),
    N_("an ORC file"), N_("an Avro file"), N_("an Arrow file"), N_("a 7-zip archive"), N_("a RAR archive"),
    N_("a zip archive"), N_("a damaged Excel workbook or zip archive"), N_("a binary Excel workbook (.xlsb)"),
    N_("a Word document"), N_("an OpenDocument file"), N_("a web page"), N_("an XML document"),
)  # fmt: skip

# Hints that name an option of the command line, as a page says them.
ON_PAGES = {
    "free some space, or choose another folder with --warehouses.": N_("free some space on the server."),
    "allow more with --memory GIB; a small file that unpacks to very much may be damaged.": N_(
        "a small file that unpacks to very much may be damaged; a large one needs a machine with more memory."
    ),
    "build again from all files with --again.": N_("build again from all files."),
    "python build.py --help lists them.": N_("check the settings."),
    "choose another with --warehouses.": N_("ask who runs this server to make it writable."),
    "say it by position, such as --map customer_id=1 --map ordered_at=2 --map amount=3, or put a line with the names of the "
    "columns above it.": N_(
        "choose the columns in the list of columns, or put a line with their names above the data."
    ),
    "say which column it is with {options}; a table without such a column cannot be read as {table}.": N_(
        "choose the column in the list of columns; a table without such a column cannot be read as {table}."
    ),
    "say which column it is with {option}.": N_("choose the column in the list of columns."),
    "deliver one pair of orders and lines at a time (--append), or all orders in one file and all lines in another.": N_(
        "deliver all orders in one file and all lines in another."
    ),
    "leave one of them out, or say --allow-repeat if both are meant.": N_("leave one of them out."),
    "say in which unit, such as --count-unit 1000000.": N_("choose the unit of the counts."),
    "give closing_customers and gross_additions (or losses) for each period; --map names their columns.": N_(
        "give the customers at the end and those acquired (or lost) in each period, and choose their columns in the list of columns."
    ),
    "check which column was taken for the customer, or name it with --map customer_id=<your column>.": N_(
        "check in the list of columns which one was taken for the customer."
    ),
    "choose a later --as-of, or leave it out to take the last day observed.": N_(
        "choose a later day, or leave it out to take the last day observed."
    ),
    "check which columns were taken for date, customer and amount with --map.": N_(
        "check in the list of columns which ones were taken for date, customer and amount."
    ),
    "dates look like 2024-03-31, 31/03/2024 or 2024年3月31日; a count of days or months has to be turned into dates first; name "
    "another column with --map ordered_at=<your column>.": N_(
        "dates look like 2024-03-31, 31/03/2024 or 2024年3月31日; a count of days or months has to be turned into dates first; or "
        "choose another column in the list of columns."
    ),
}
