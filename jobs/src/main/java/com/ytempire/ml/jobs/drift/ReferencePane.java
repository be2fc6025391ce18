package com.ytempire.ml.jobs.drift;

/**
 * A closed pane with what its version is compared with.
 *
 * @param pane the pane
 * @param profile file of the version's profile; empty where there is none. Not to be changed
 * @param reason why there is none, else empty
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ReferencePane(ClosedPane pane, byte[] profile, String reason) {}
