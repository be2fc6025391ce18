/**
 * What a machine needs to run the platform, looked at one by one.
 *
 * <p>Judging is apart from looking, so that the limits can be tested. Nothing here changes the
 * machine.
 */
@NullMarked
package com.ytempire.ml.local.doctor;

import org.jspecify.annotations.NullMarked;
