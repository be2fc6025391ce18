/**
 * How often and how much a provider may be asked, so that it never has to refuse. Limits hold in
 * every window of a minute, not only on average.
 */
@NullMarked
package com.ytempire.ml.generation.limit;

import org.jspecify.annotations.NullMarked;
