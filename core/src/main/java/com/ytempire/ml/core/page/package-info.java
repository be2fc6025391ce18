/**
 * Pages for people as one HTML file: texts, tables and charts. A page has all it needs in it, asks
 * no host for anything and runs no scripts but its own. What is said on it is its author's matter.
 */
@NullMarked
package com.ytempire.ml.core.page;

import org.jspecify.annotations.NullMarked;
