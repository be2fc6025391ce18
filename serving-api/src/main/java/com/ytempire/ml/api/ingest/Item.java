package com.ytempire.ml.api.ingest;

/**
 * One item of a request that is an event, as it goes into the log.
 *
 * @param key key of its record: video id or topic
 * @param eventMillis event time in epoch milliseconds
 * @param eventId its id, the sender's or the derived one
 * @param json the item as it was sent
 */
@SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
record Item(String key, long eventMillis, String eventId, byte[] json) {}
