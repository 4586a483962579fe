"""Workbooks of Excel (XLSX, XLSM): the rows of each sheet that has articles, as media monitors hand them out.

`package` opens the parts of the file and weighs them first, `cells` reads the rows of a sheet one by one, `table` finds
the line of names and makes rows of what stands under it. Nothing is computed: a formula is the value that the program
kept beside it.
"""

from quoth.articles.workbook.table import rows

__all__ = ["rows"]
