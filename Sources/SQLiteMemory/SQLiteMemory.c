#include "SQLiteMemory.h"
#include <sqlite3.h>
#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

// sqlite3_config takes a variable number of arguments, so Swift cannot call it.
void SQLiteMemoryStopCounting(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void SQLiteMemoryShareArenas(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
}
