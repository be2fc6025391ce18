package com.ytempire.ml.api.journal;

/**
 * What a journal has done since it was opened.
 *
 * @param queued entries that wait in memory now
 * @param spilledBytes bytes that wait in the folder now
 * @param written entries that the log has
 * @param spilled entries that went to the folder at least once
 * @param refused entries that the log will never take; they are kept aside
 * @param dropped entries that are lost: the queue and the folder were full
 * @param damaged pieces of the folder that could not be read, as a crash of the machine leaves them
 */
public record JournalStatistics(
    long queued,
    long spilledBytes,
    long written,
    long spilled,
    long refused,
    long dropped,
    long damaged) {}
