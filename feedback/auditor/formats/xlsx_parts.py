"""What may stand in each part of an XLSX, and nothing else."""

from feedback.auditor.formats.grammar import grammar

THEMES = frozenset({"75104b2164c20dab2578383d827deac3a7eec077c3f7c99a4099a551fdebb134"})
"""Prints of the theme every workbook carries: it says nothing of its own. Another is added here
when the library that writes it changes its own; those of releases that have left stay."""
TYPES = grammar(r"""
    Types
    Default Extension=rels|xml ContentType=[a-z./+-]+
    Override PartName=/[a-zA-Z0-9/.]+ ContentType=[a-zA-Z./+-]+
    """)
LINKS = grammar(r"""
    Relationships
    Relationship Id=rId\d+ Type=http://schemas\.openxmlformats\.org/[a-zA-Z0-9/-]+ \
        Target=[a-zA-Z0-9/.]+
    """)
WORKBOOK = grammar(r"""
    workbook
    fileVersion appName=xl lastEdited=4 lowestEdited=4 rupBuild=4505
    workbookPr defaultThemeVersion=124226
    bookViews
    workbookView xWindow=240 yWindow=15 windowWidth=16095 windowHeight=9660
    sheets
    sheet name=.+ sheetId=\d+ id=rId\d+
    calcPr calcId=124519 fullCalcOnLoad=1
    """)
SHEET = grammar(r"""
    worksheet
    dimension ref=A1(:[A-Z]\d+)?
    sheetViews
    sheetView tabSelected=1 workbookViewId=0
    sheetFormatPr defaultRowHeight=15
    cols
    col min=\d+ max=\d+ width=[1-9]\d*\.7109375 customWidth=1
    sheetData
    row r=\d+ spans=1:\d+
    c r=[A-Z]\d+ s=\d+ t=s
    v*
    hyperlinks
    hyperlink ref=A\d+ location='.+'!A1 display=.+
    pageMargins left=0\.7 right=0\.7 top=0\.75 bottom=0\.75 header=0\.3 footer=0\.3
    tableParts count=1
    tablePart id=rId1
    """)
STRINGS = grammar(r"""
    sst count=\d+ uniqueCount=\d+
    si
    t* space=preserve
    """)
TABLE = grammar(r"""
    table id=\d+ name=table_\d+ displayName=table_\d+ ref=A\d+:[A-Z]\d+ totalsRowShown=0
    tableColumns count=\d+
    tableColumn id=\d+ name=.+
    tableStyleInfo showFirstColumn=0 showLastColumn=0 showRowStripes=1 showColumnStripes=0
    """)
STYLES = grammar(r"""
    styleSheet
    numFmts count=\d
    numFmt numFmtId=16\d formatCode=\#,\#\#0(\.0)?
    fonts count=\d
    font
    b
    u
    sz val=1[126]
    color theme=1 rgb=FF0F5260 auto=1
    name val=Arial|Calibri
    family val=2
    scheme val=minor
    fills count=\d
    fill
    patternFill patternType=none|gray125
    borders count=\d
    border
    left
    right
    top
    bottom style=thin
    diagonal
    cellStyleXfs count=\d
    cellXfs count=\d+
    xf numFmtId=0|16\d fontId=\d fillId=0 borderId=\d xfId=0 applyNumberFormat=1 applyFont=1 \
        applyBorder=1 applyAlignment=1
    alignment horizontal=right vertical=top wrapText=1
    cellStyles count=1
    cellStyle name=Normal xfId=0 builtinId=0
    dxfs count=0
    tableStyles count=0 defaultTableStyle=[A-Za-z0-9]+ defaultPivotStyle=[A-Za-z0-9]+
    """)
CORE = grammar(r"""
    coreProperties
    title*
    creator*
    lastModifiedBy*
    created* type=dcterms:W3CDTF
    modified* type=dcterms:W3CDTF
    """)
APP = grammar(r"""
    Properties
    Application*
    DocSecurity*
    ScaleCrop*
    HeadingPairs
    vector size=\d+ baseType=lpstr|variant
    variant
    lpstr*
    i4*
    TitlesOfParts
    Company
    LinksUpToDate*
    SharedDoc*
    HyperlinksChanged*
    AppVersion*
    """)
