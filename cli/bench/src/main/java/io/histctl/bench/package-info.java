/** What histctl costs, beside what others need for the same work. Rivals stand here alone. */
package io.histctl.bench;
