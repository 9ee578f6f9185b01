// What tests read is what a pipe gets, whatever terminal or build server they run in.
delete process.env['FORCE_COLOR']
