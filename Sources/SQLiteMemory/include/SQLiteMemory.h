/// Has SQLite keep no count of the memory it uses, which takes a lock at each allocation. Only before its first use.
void SQLiteMemoryStopCounting(void);

/// Has threads share what they hold of freed memory: one hoard for each was measured to be a quarter of all memory when
/// several connections judge.
void SQLiteMemoryShareArenas(void);
