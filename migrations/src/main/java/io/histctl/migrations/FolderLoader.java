package io.histctl.migrations;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Finds the folders of migrations on the module path, too. There, a class loader looks for a folder only in the module that
 * has the package above it, which is another one.
 */
final class FolderLoader extends ClassLoader {
    private static final String SELF = "io/histctl/migrations/Migrations.class";

    FolderLoader() {
        super(Migrations.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        Enumeration<URL> found = super.getResources(name);
        String self = String.valueOf(Migrations.class.getResource("Migrations.class"));
        return found.hasMoreElements() || !name.startsWith("io/histctl/") || !self.endsWith(SELF)
                ? found
                : Collections.enumeration(List.of(new URL(self.substring(0, self.length() - SELF.length()) + name)));
    }
}
