/// Has SQLite keep no count of the memory it uses, which takes a lock at each allocation. Only before its first use.
void SQLiteMemoryStopCounting(void);
