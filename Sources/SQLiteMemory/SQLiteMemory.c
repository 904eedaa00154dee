#include "SQLiteMemory.h"
#include <sqlite3.h>

// sqlite3_config takes a variable number of arguments, so Swift cannot call it.
void SQLiteMemoryStopCounting(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }
