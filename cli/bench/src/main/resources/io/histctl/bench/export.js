// Streams a conversation's messages with better-sqlite3, and neither plans nor checks anything.
const Database = require('better-sqlite3');
const [file, conversation] = process.argv.slice(2);
const turns = new Database(file, { readonly: true }).prepare(
    'SELECT CAST(message AS TEXT) AS message FROM turn JOIN conversation c ON c.id = conversation_id' +
        ' WHERE name = ? ORDER BY position');
const messages = [];
for (const turn of turns.iterate(conversation)) messages.push(JSON.parse(turn.message));
process.stdout.write(JSON.stringify({ messages }));
