/**
 * The whole service on real servers that go away and come back while it is called all the time.
 *
 * <p>Nothing of the service is replaced: its stores, its encoder and its model are the real ones.
 */
@NullMarked
package com.ytempire.ml.local.outage;

import org.jspecify.annotations.NullMarked;
